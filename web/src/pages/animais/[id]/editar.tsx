import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { EditAnimalScreen } from "@/screens/shop/animais/EditAnimalScreen";

export default screen(EditAnimalScreen, { texts: [shop, animal], frame: inShopFrame });
