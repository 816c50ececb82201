import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { EditAnimalScreen } from "@/screens/shop/animais/EditAnimalScreen";

export default screen(EditAnimalScreen, { texts: [shop], frame: inShopFrame });
