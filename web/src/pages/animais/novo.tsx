import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { NewAnimalScreen } from "@/screens/shop/animais/NewAnimalScreen";

export default screen(NewAnimalScreen, { texts: [shop], frame: inShopFrame });
